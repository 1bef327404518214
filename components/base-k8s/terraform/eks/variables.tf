variable "cluster_name" {
  type        = string
  description = "The cluster's name: the one that base-network's subnet tags name."

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,38}[a-z0-9]$", var.cluster_name))
    error_message = "The cluster's name needs 3 to 40 lower-case letters, digits and dashes, and must start with a letter."
  }
}

variable "region" {
  type        = string
  description = "The AWS region."
}

variable "kubernetes_version" {
  type        = string
  description = "The Kubernetes version. EKS takes its minor version and chooses the patch level."
  default     = "1.31.2"

  validation {
    condition     = can(regex("^1\\.[0-9]+\\.[0-9]+$", var.kubernetes_version))
    error_message = "Write the whole version, such as 1.31.2."
  }
}

variable "administrators" {
  type        = list(string)
  description = "ARNs of the IAM roles that may do everything in the cluster. The role that deploys must be one of them."

  validation {
    condition     = length(var.administrators) > 0
    error_message = "Name at least the role that deploys, or no one can reach the cluster."
  }
}

variable "public_access_cidrs" {
  type        = list(string)
  description = "From where the API server can be reached over the internet. Empty: from the network only."
  default     = []
}

variable "node_groups" {
  type = map(object({
    min            = number
    max            = number
    instance_types = list(string)
    spot           = optional(bool, false)
  }))
  description = "Groups of equal nodes, by name."
  default = {
    general = { min = 3, max = 6, instance_types = ["m6i.large", "m5.large"] }
  }

  validation {
    condition     = alltrue([for group in var.node_groups : group.min >= 1 && group.min <= group.max])
    error_message = "A node group has at least one node, and min is not above max."
  }
}

variable "node_disk_gigabytes" {
  type        = number
  description = "The size of each node's disk, in gigabytes."
  default     = 50
}

variable "log_retention_days" {
  type        = number
  description = "How long the control plane's logs are kept."
  default     = 90
}

variable "tags" {
  type        = map(string)
  description = "Tags on everything."
  default     = {}
}
