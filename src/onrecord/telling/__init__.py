"""Telling: how nouns are said to people (amounts, days, chains, parties, families), in the terminal and in the window alike."""
