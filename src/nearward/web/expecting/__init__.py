"""Expecting: what each thinks it will be like, a rehearsed night, and words to agree on before birth."""
