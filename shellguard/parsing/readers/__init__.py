"""Other grammars of bash, asked which programs a text would run."""
