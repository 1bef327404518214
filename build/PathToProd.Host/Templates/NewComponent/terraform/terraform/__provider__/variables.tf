# The values of an environment: environments/<environment>/values/__name__.yaml.

variable "name" {
  type        = string
  description = "What everything here is named after."
  default     = "__resource__"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]*[a-z0-9]$", var.name))
    error_message = "The name needs lower-case letters, digits and dashes, and must start with a letter."
  }
}
