"""What words alone tell, whatever the program: signs of an attack, of destruction, of disguise."""
