"""One turn of a conversation: Rasa's agent, policy, NLG and actions, as this desk uses them."""
