"""Text and shell state become a `Script` of simple commands. Pure: nothing is run, nothing is looked at."""
