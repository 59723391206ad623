"""What commands print, where that can be known without running anything."""
