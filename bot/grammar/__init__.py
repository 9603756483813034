"""What a sentence says by rule, beside what the model has learnt; the words stand in YAML files. No Rasa."""
