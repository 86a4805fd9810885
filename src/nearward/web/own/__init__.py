"""What I keep that is mine: four small places, sealed, and one time a week that is asked for openly."""
