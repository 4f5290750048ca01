"""A broadcast under everything that can go wrong: nobody gets it twice, and nobody is lost."""
