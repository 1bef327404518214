output "cluster_name" {
  description = "The cluster's name."
  value       = var.create_cluster ? terraform_data.kind[0].output.name : terraform_data.existing[0].output.name
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
  description = "Always empty: no one outside needs to know who signs tokens."
  value       = ""
}

output "external_dns_identity" {
  description = "Always empty: external-dns keeps its records in memory."
  value       = ""
}

output "cluster_ca" {
  description = "The certificate authority of an existing cluster's API server, in base64; empty for one that is made here."
  value       = local.authority
  sensitive   = true
}
