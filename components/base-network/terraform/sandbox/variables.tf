variable "name" {
  type        = string
  description = "What everything here is named after."

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,38}[a-z0-9]$", var.name))
    error_message = "The name needs 3 to 40 lower-case letters, digits and dashes, and must start with a letter."
  }
}

variable "vpc_cidr" {
  type        = string
  description = "The network's range: an IPv4 CIDR block from /16 to /20."
  default     = "10.20.0.0/16"
}

variable "zones" {
  type        = list(string)
  description = "The zones that get a private and a public subnet each, in order. Add new ones at the end."
  default     = ["sandbox-a", "sandbox-b", "sandbox-c"]
}

variable "dns_zone" {
  type        = string
  description = "The private DNS zone, without a dot at the end."

  validation {
    condition     = can(regex("^([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z][a-z0-9-]*[a-z0-9]$", var.dns_zone))
    error_message = "The DNS zone must be a domain name in lower case without a dot at the end, such as sandbox.platform.example."
  }
}
