variable "cluster_name" {
  type        = string
  description = "The cluster's name. kind's context for it is the name with kind- in front."

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,38}[a-z0-9]$", var.cluster_name))
    error_message = "The cluster's name needs 3 to 40 lower-case letters, digits and dashes, and must start with a letter."
  }
}

variable "create_cluster" {
  type        = bool
  description = "True: make the cluster with kind, and delete it on destroy. False: use the one that context names, and leave it alone."
  default     = false
}

variable "context" {
  type        = string
  description = "The kubeconfig context of the existing cluster. Ignored when the cluster is made."
  default     = null

  validation {
    condition     = var.create_cluster || var.context != null
    error_message = "Name the context of the cluster to use, or set create_cluster to true to make one with kind."
  }
}

variable "kubeconfig" {
  type        = string
  description = "The kubeconfig file that has the context, or gets it."
  default     = "~/.kube/config"
}

variable "kubernetes_version" {
  type        = string
  description = "The version of kind's node image. Ignored when an existing cluster is used."
  default     = "1.31.2"

  validation {
    condition     = can(regex("^1\\.[0-9]+\\.[0-9]+$", var.kubernetes_version))
    error_message = "Write the whole version, such as 1.31.2."
  }
}

variable "workers" {
  type        = number
  description = "How many nodes there are beside the control plane. Ignored when an existing cluster is used."
  default     = 2

  validation {
    condition     = var.workers >= 0 && var.workers <= 10
    error_message = "One machine carries 0 to 10 workers."
  }
}

variable "api_server_port" {
  type        = number
  description = "The API server's port on this machine. Ignored when an existing cluster is used."
  default     = 6443
}

variable "http_port" {
  type        = number
  description = "The port on this machine that leads to ingress by HTTP. Ignored when an existing cluster is used."
  default     = 8080
}

variable "https_port" {
  type        = number
  description = "The port on this machine that leads to ingress by HTTPS. Ignored when an existing cluster is used."
  default     = 8443
}
