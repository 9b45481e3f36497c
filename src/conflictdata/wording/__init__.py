"""What people read, in English, Ukrainian and Russian: words, names of actors and places, reasons."""
