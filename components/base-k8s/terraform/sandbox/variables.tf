variable "cluster_name" {
  type        = string
  description = "The cluster's name."

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,38}[a-z0-9]$", var.cluster_name))
    error_message = "The cluster's name needs 3 to 40 lower-case letters, digits and dashes, and must start with a letter."
  }
}

variable "kubernetes_version" {
  type        = string
  description = "The Kubernetes version, with its patch level."
  default     = "1.31.2"

  validation {
    condition     = can(regex("^1\\.[0-9]+\\.[0-9]+$", var.kubernetes_version))
    error_message = "Write the whole version, such as 1.31.2."
  }
}

variable "domain" {
  type        = string
  description = "Below which the made-up addresses are."
  default     = "sandbox.platform.example"
}

variable "node_groups" {
  type = map(object({
    size    = number
    machine = string
  }))
  description = "Groups of equal nodes, by name."
  default = {
    general = { size = 3, machine = "standard-4" }
  }

  validation {
    condition     = alltrue([for group in var.node_groups : group.size >= 1 && group.size <= 100])
    error_message = "A node group has 1 to 100 nodes."
  }
}
