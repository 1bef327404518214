# A cluster that exists only on paper: real Terraform, real plan, real state, but no provider and no account.
# Its outputs are those of the other roots, and the same values always give the same outputs.

terraform {
  required_version = ">= 1.9.0"

  # The path comes from the program: one state for each environment and component.
  backend "local" {}
}

locals {
  identity = substr(sha256("${var.network}/${var.cluster_name}"), 0, 32)
}

resource "terraform_data" "cluster" {
  input = {
    name        = var.cluster_name
    version     = var.kubernetes_version
    network     = var.network
    subnets     = var.private_subnet_ids
    endpoint    = "https://${local.identity}.kubernetes.${var.domain}"
    oidc_issuer = "https://oidc.${var.domain}/id/${local.identity}"
  }

  lifecycle {
    precondition {
      condition     = length(var.private_subnet_ids) > 0
      error_message = "The cluster has no subnet for its nodes: is base-network deployed?"
    }
  }
}

resource "terraform_data" "node_group" {
  for_each = var.node_groups

  input = {
    cluster = terraform_data.cluster.output.name
    name    = each.key
    size    = each.value.size
    machine = each.value.machine
    subnets = var.private_subnet_ids
  }
}

# Whom external-dns acts as. Bound to the zone that it may write to.
resource "terraform_data" "external_dns_identity" {
  input = {
    name   = "${var.cluster_name}-external-dns"
    issuer = terraform_data.cluster.output.oidc_issuer
    zone   = var.dns_zone_id
  }
}
