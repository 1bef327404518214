# A cluster that exists only on paper: real Terraform, real plan, real state, but no provider and no account.
# Its outputs are those of the other roots, and the same values always give the same outputs.

terraform {
  required_version = ">= 1.9.0"

  # The path comes from the program: one state for each environment and component.
  backend "local" {}
}

locals {
  identity = substr(sha256("${var.network}/${var.clusterName}"), 0, 32)
}

resource "terraform_data" "cluster" {
  input = {
    name       = var.clusterName
    version    = var.kubernetesVersion
    network    = var.network
    subnets    = var.privateSubnetIds
    endpoint   = "https://${local.identity}.kubernetes.${var.domain}"
    oidcIssuer = "https://oidc.${var.domain}/id/${local.identity}"
  }

  lifecycle {
    precondition {
      condition     = length(var.privateSubnetIds) > 0
      error_message = "The cluster has no subnet for its nodes: is base-network deployed?"
    }
  }
}

resource "terraform_data" "node_group" {
  for_each = var.nodeGroups

  input = {
    cluster = terraform_data.cluster.output.name
    name    = each.key
    size    = each.value.size
    machine = each.value.machine
    subnets = var.privateSubnetIds
  }
}

# Whom external-dns acts as. Bound to the zone that it may write to.
resource "terraform_data" "external_dns_identity" {
  input = {
    name   = "${var.clusterName}-external-dns"
    issuer = terraform_data.cluster.output.oidcIssuer
    zone   = var.dnsZoneId
  }
}
