"""What runs in a lesson: questions, answers and their checking."""
