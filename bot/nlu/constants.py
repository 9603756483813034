"""Every key that a message carries, with who writes it and who reads it (but for the metadata's `bot.clock.NOW`)."""

from __future__ import annotations

from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME

# Metadata of a message: written before the model hears it, by the channel or by bot.dialogue.hearing.
LANGUAGE = "language"  # also entity and slot. Channels: a first guess; LanguageIdentifier: the message's
REGISTER = "register"  # of the reader: a register's or a language's code; channels: what is shown; hearing -> NLG
EASY_OFFER = "easy_offer"  # whether easy Japanese may help who wrote it, and was not offered yet; hearing -> NLG
EASY_AGAIN = "easy_again"  # whether the last answer is to be said again, in easy Japanese; hearing -> NLG
CONVERSATION_LANGUAGE = "conversation_language"  # the slot before the message; hearing -> LanguageIdentifier, NLG
WARD = "ward"  # the served ward; hearing, parser, co-pilot -> KanaReader
ASKED = "asked"  # the slot that a form has asked for; hearing -> whoever hears otherwise within a form
ABOUT = "about"  # the topic just answered, outside of forms; hearing -> featurizers, AspectClassifier
BARE = "bare"  # the aspects that a message asks about in so many words; hearing -> AspectClassifier
CORRECTED = "corrected"  # what a message corrects; hearing -> QuestionSplitter, CorrectionClassifier, Explainer
OFFERED = "offered"  # topics that the desk has just asked back about; hearing -> CorrectionClassifier, DoubtClassifier
EXPLAIN = "explain"  # whether to explain; the command line, and the REST channel for staff -> Explainer

# Attributes of a message on its way through the pipeline.
LANGUAGE_CHANCES = "language_chances"  # {language: probability} by the letters alone; LanguageIdentifier -> Explainer
READ_TEXT = "read_text"  # what the encoders read instead of the text; KanaReader -> featurizer, Explainer
PARTS = "questions"  # the questions of a message that asks several; QuestionSplitter -> Joiner, LeaningClassifier
TOGETHER = "together"  # a correction read together with what it corrects; QuestionSplitter -> CorrectionClassifier
BESIDE = "beside_denials"  # what a message says beside "I did not lose it"; QuestionSplitter -> QuestionJoiner
WHOLE = "question_of"  # of a question: the message it is a part of; QuestionSplitter -> QuestionJoiner
CHANCES = "topic_chances"  # {topic: probability}, of all topics; whoever votes -> whoever decides
OWN_CHANCES = "own_chances"  # of the whole message, before a question of it decides; QuestionJoiner -> SafetyNet
VOTES = "votes"  # (name of the classifier, share, probabilities) of each vote; whoever votes -> Explainer
INTENT_RANKING = "intent_ranking"  # Rasa's: the likeliest topics; whoever decides -> Rasa, tracker, channels
ASPECT_CHANCES = "aspect_chances"  # {aspect: probability} of a follow-up; AspectClassifier -> LeaningClassifier
PART_VOTES = (
    "part_votes"  # {topic: PartVote}, of the topics that a message may be about; PartClassifier -> LeaningClassifier
)
BARENESS = "bareness"  # score of naming no topic; PartClassifier -> LeaningClassifier
SIGNS = "signs"  # of leaning on the answer before it, and the topic else; LeaningClassifier -> benchmarks
EXPLANATION = "explanation"  # in the parse data; Explainer -> bot.dialogue.decision_trace

# Entities that are no words of the visitor's, but what a component found.
URGENT = "urgent"  # SafetyNet -> NLG, policy
CIRCUMSTANCE = "circumstance"  # SafetyNet -> NLG
DOUBT = "doubt"  # what is only likely; DoubtClassifier -> NLG, parser
CHOICE = "choice"  # a topic that a word opens; DoubtClassifier -> NLG
ASPECT = "aspect"  # of the topic just answered; AspectClassifier, LeaningClassifier -> NLG
PART = "part"  # what is asked of a topic, as topic/name; LeaningClassifier -> NLG
ALSO_ASKED = "also_asked"  # a topic; QuestionJoiner -> NLG

# Topics that are no question about the card.
UNCLEAR = frozenset({DEFAULT_NLU_FALLBACK_INTENT_NAME, "out_of_scope"})
SMALL_TALK = frozenset({"greet", "goodbye", "thanks", "bot_challenge", "change_language"})
ALARMS = frozenset({"lost_card", "scam"})  # what may not wait: the safety net hears it in every wording
