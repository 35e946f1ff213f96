"""Where a sheet of paper lies in a photo: ``corners`` made of ``sides``, held against the scene."""
