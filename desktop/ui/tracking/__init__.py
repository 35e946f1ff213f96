"""提交以后: how a case stands with the platform, remarks worked off, reminders while it is open."""
