# Splits a network's range into one private and one public subnet for each zone. It makes nothing: every provider's
# root asks it, so the plan that the sandbox tests is the plan that the clouds get.
#
#   /16  ->  private: the first blocks of four more bits (/20), where nodes and pods live
#            public:  the first blocks of eight more bits (/24) in the last /20, for load balancers and NAT only
#
# A zone that is added at the end of the list moves no other subnet.

terraform {
  required_version = ">= 1.9.0"
}

variable "vpc_cidr" {
  type        = string
  description = "The network's range: an IPv4 CIDR block from /16 to /20."

  validation {
    condition     = can(cidrhost(var.vpc_cidr, 0)) && can(regex("^[0-9.]+/(16|17|18|19|20)$", var.vpc_cidr))
    error_message = "The network's range must be an IPv4 CIDR block from /16 to /20, such as 10.20.0.0/16."
  }

  validation {
    condition     = try(cidrsubnet(var.vpc_cidr, 0, 0) == var.vpc_cidr, false)
    error_message = "The network's range must start at its first address: write 10.20.0.0/16, not 10.20.30.40/16."
  }
}

variable "zones" {
  type        = list(string)
  description = "The zones, in order. One private and one public subnet is planned for each."

  validation {
    condition     = length(var.zones) >= 1 && length(var.zones) <= 6
    error_message = "Name one to six zones."
  }

  validation {
    condition     = length(distinct(var.zones)) == length(var.zones)
    error_message = "Each zone may be named once only."
  }
}

locals {
  last_block = cidrsubnet(var.vpc_cidr, 4, 15)
}

output "private_subnets" {
  description = "The private range of each zone."
  value       = { for index, zone in var.zones : zone => cidrsubnet(var.vpc_cidr, 4, index) }
}

output "public_subnets" {
  description = "The public range of each zone."
  value       = { for index, zone in var.zones : zone => cidrsubnet(local.last_block, 4, index) }
}

output "pod_range" {
  description = "A range of the same size beside the network's, for clusters whose pods have addresses of their own (GKE)."
  value       = cidrsubnet("100.64.0.0/10", tonumber(split("/", var.vpc_cidr)[1]) - 10, 0)
}

output "service_range" {
  description = "A range for services, for clusters that need one beside the network's (GKE)."
  value       = cidrsubnet("100.127.0.0/16", 4, 0)
}
