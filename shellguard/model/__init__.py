"""The OpenAI-compatible server: translations and opinions. What it says is data, checked and judged."""
