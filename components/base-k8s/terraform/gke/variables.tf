variable "cluster_name" {
  type        = string
  description = "The cluster's name. Service accounts are named after it, so it is shorter than elsewhere."

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,22}[a-z0-9]$", var.cluster_name))
    error_message = "The cluster's name needs 6 to 24 lower-case letters, digits and dashes, and must start with a letter."
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

variable "kubernetes_version" {
  type        = string
  description = "The Kubernetes version to start with. GKE takes its minor version, and upgrades it as the release channel says."
  default     = "1.31.2"

  validation {
    condition     = can(regex("^1\\.[0-9]+\\.[0-9]+$", var.kubernetes_version))
    error_message = "Write the whole version, such as 1.31.2."
  }
}

variable "control_plane_cidr" {
  type        = string
  description = "A /28 for the control plane, in no other network that this one is connected to."
  default     = "172.16.0.0/28"

  validation {
    condition     = can(cidrhost(var.control_plane_cidr, 0)) && endswith(var.control_plane_cidr, "/28")
    error_message = "The control plane takes a CIDR block of /28."
  }
}

variable "authorized_cidrs" {
  type        = map(string)
  description = "From where the API server can be reached over the internet, by a name for people. Empty: from the network only."
  default     = {}
}

variable "node_pools" {
  type = map(object({
    min          = number
    max          = number
    machine_type = string
    spot         = optional(bool, false)
  }))
  description = "Groups of equal nodes, by name. min and max count for each zone of the region."
  default = {
    general = { min = 1, max = 3, machine_type = "e2-standard-4" }
  }

  validation {
    condition     = alltrue([for pool in var.node_pools : pool.min >= 0 && pool.min <= pool.max])
    error_message = "The min of a node pool is not above its max."
  }
}

variable "deletion_protection" {
  type        = bool
  description = "True: Terraform refuses to delete the cluster. Set it to false, and deploy, before a destroy."
  default     = true
}

variable "labels" {
  type        = map(string)
  description = "Labels on everything that takes them."
  default     = {}
}
