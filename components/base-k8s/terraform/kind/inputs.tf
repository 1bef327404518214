# From base-network's outputs (see inputs in component.yaml). Every root takes all four, and uses what its provider needs.

variable "network" {
  type        = string
  description = "The network's identity at its provider."

  validation {
    condition     = length(var.network) > 0
    error_message = "The network is empty: is base-network deployed?"
  }
}

variable "privateSubnetIds" {
  type        = list(string)
  description = "Subnets for nodes; empty where the provider needs none."
}

variable "publicSubnetIds" {
  type        = list(string)
  description = "Subnets for load balancers; empty where the provider needs none."
}

variable "dnsZoneId" {
  type        = string
  description = "The private DNS zone's identity at its provider; empty where there is none."
}
