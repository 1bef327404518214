variable "name" {
  type        = string
  description = "What everything here is named after."

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,38}[a-z0-9]$", var.name))
    error_message = "The name needs 3 to 40 lower-case letters, digits and dashes, and must start with a letter."
  }
}

variable "region" {
  type        = string
  description = "The AWS region."
}

variable "zones" {
  type        = list(string)
  description = "Availability zones of the region, in order. EKS needs two or more. Add new ones at the end."

  validation {
    condition     = length(var.zones) >= 2
    error_message = "EKS needs subnets in at least two availability zones."
  }

  validation {
    condition     = alltrue([for zone in var.zones : startswith(zone, var.region)])
    error_message = "Each availability zone must be one of the region: ${var.region}a, for example."
  }
}

variable "vpc_cidr" {
  type        = string
  description = "The network's range: an IPv4 CIDR block from /16 to /20, in no other network that this one is connected to."
}

variable "cluster_name" {
  type        = string
  description = "The cluster that will run here, for the tags by which it finds its subnets."
}

variable "dns_zone" {
  type        = string
  description = "The private DNS zone, without a dot at the end."
}

variable "single_nat_gateway" {
  type        = bool
  description = "One NAT gateway for all zones: cheaper, but when its zone fails all lose their way out."
  default     = false
}

variable "flow_log_retention_days" {
  type        = number
  description = "How long flow logs are kept."
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731], var.flow_log_retention_days)
    error_message = "CloudWatch keeps logs for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545 or 731 days."
  }
}

variable "destroy_dns_records" {
  type        = bool
  description = "Whether a destroy of the zone also removes records that others wrote into it."
  default     = false
}

variable "tags" {
  type        = map(string)
  description = "Tags on everything."
  default     = {}
}
