"""Writing the 工作总结: length, outline, the facts at hand, wording, earlier versions."""
