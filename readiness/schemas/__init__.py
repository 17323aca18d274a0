"""JSON Schema of the program's files, made from the models that read them, for editors and other programs."""
