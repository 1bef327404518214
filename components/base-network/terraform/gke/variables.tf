variable "name" {
  type        = string
  description = "What everything here is named after."

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,38}[a-z0-9]$", var.name))
    error_message = "The name needs 3 to 40 lower-case letters, digits and dashes, and must start with a letter."
  }
}

variable "project" {
  type        = string
  description = "The Google Cloud project's ID."
}

variable "region" {
  type        = string
  description = "The Google Cloud region."
}

variable "vpc_cidr" {
  type        = string
  description = "The network's range: an IPv4 CIDR block from /16 to /20. Pods and services get ranges beside it, in 100.64.0.0/10."
}

variable "dns_zone" {
  type        = string
  description = "The private DNS zone, without a dot at the end."
}

variable "destroy_dns_records" {
  type        = bool
  description = "Whether a destroy of the zone also removes records that others wrote into it."
  default     = false
}

variable "labels" {
  type        = map(string)
  description = "Labels on everything that takes them."
  default     = {}
}
