# From base-network's outputs (see inputs in component.yaml). Every root takes all three.

variable "network" {
  type        = string
  description = "The network's identity at its provider."

  validation {
    condition     = length(var.network) > 0
    error_message = "The network is empty: is base-network deployed?"
  }
}

variable "private_subnet_ids" {
  type        = list(string)
  description = "Subnets for nodes; empty where the provider needs none."
}

variable "dns_zone_id" {
  type        = string
  description = "The private DNS zone's identity at its provider; empty where there is none."
}
