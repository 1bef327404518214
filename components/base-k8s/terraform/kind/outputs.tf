output "clusterName" {
  description = "The cluster's name."
  value       = var.createCluster ? terraform_data.kind[0].output.name : terraform_data.existing[0].output.name
}

output "endpoint" {
  description = "The API server's address."
  value       = var.createCluster ? terraform_data.kind[0].output.endpoint : terraform_data.existing[0].output.endpoint
}

output "kubernetesVersion" {
  description = "The Kubernetes version that was asked for; empty for an existing cluster."
  value       = var.createCluster ? terraform_data.kind[0].output.version : ""
}

output "oidcIssuer" {
  description = "Always empty: nobody outside needs to know who signs tokens."
  value       = ""
}

output "externalDnsIdentity" {
  description = "Always empty: external-dns keeps its records in memory."
  value       = ""
}

output "clusterCa" {
  description = "The certificate authority of an existing cluster's API server, in base64; empty for one that is made here."
  value       = local.authority
  sensitive   = true
}
