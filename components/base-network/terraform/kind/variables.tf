variable "docker_network" {
  type        = string
  description = "The Docker network that kind attaches its nodes to; kind makes it when it is not there."
  default     = "kind"

  validation {
    condition     = can(regex("^[a-zA-Z0-9][a-zA-Z0-9_.-]*$", var.docker_network))
    error_message = "A Docker network's name has letters, digits, dots, dashes and underscores only."
  }
}

variable "vpc_cidr" {
  type        = string
  description = "The range of the Docker network, as a fact: Docker decides it."
  default     = "172.18.0.0/16"

  validation {
    condition     = can(cidrhost(var.vpc_cidr, 0))
    error_message = "The range must be a CIDR block, such as 172.18.0.0/16."
  }
}

variable "dns_zone" {
  type        = string
  description = "The DNS zone whose names belong to this cluster, without a dot at the end."

  validation {
    condition     = can(regex("^([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z][a-z0-9-]*[a-z0-9]$", var.dns_zone))
    error_message = "The DNS zone must be a domain name in lower case without a dot at the end, such as local.platform.example."
  }
}
