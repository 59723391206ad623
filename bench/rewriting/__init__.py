"""Ways of writing a line differently with the same meaning, for `bench.evade`: its table and forms."""
