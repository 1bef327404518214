output "cluster_name" {
  description = "The cluster's name."
  value       = var.create_cluster ? terraform_data.kind[0].output.name : terraform_data.existing[0].output.name

  precondition {
    condition     = length(var.private_subnet_ids) == 0
    error_message = "Nodes on one machine are in no subnet: deploy base-network from its root for kind too."
  }
}

output "endpoint" {
  description = "The API server's address."
  value       = var.create_cluster ? terraform_data.kind[0].output.endpoint : terraform_data.existing[0].output.endpoint
}

output "kubernetes_version" {
  description = "The Kubernetes version that was asked for; empty for an existing cluster."
  value       = var.create_cluster ? terraform_data.kind[0].output.version : ""
}

output "oidc_issuer" {
  description = "Always empty: nobody outside needs to know who signs tokens."
  value       = ""
}

output "external_dns_identity" {
  description = "Always empty: external-dns keeps its records in memory."
  value       = ""

  precondition {
    condition     = var.dns_zone_id == ""
    error_message = "external-dns has no identity here that could write to a zone at a provider: deploy base-network from its root for kind too."
  }
}

output "cluster_ca" {
  description = "The certificate authority of an existing cluster's API server, in base64; empty for one that is made here."
  value       = local.authority
  sensitive   = true
}
