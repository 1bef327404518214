output "cluster_name" {
  description = "The cluster's name."

  # Not before it can run something.
  value      = aws_eks_cluster.this.name
  depends_on = [aws_eks_node_group.this, aws_eks_addon.coredns, aws_eks_access_policy_association.administrator]
}

output "endpoint" {
  description = "The API server's address."
  value       = aws_eks_cluster.this.endpoint
}

output "kubernetes_version" {
  description = "The Kubernetes version that the cluster runs, as EKS says it: without patch level."
  value       = aws_eks_cluster.this.version
}

output "oidc_issuer" {
  description = "Who signs the tokens of service accounts."
  value       = aws_eks_cluster.this.identity[0].oidc[0].issuer
}

output "external_dns_identity" {
  description = "The role that external-dns takes."
  value       = module.external_dns_role.arn
}

output "cluster_ca" {
  description = "The certificate authority of the API server, in base64. Sensitive: it is never recorded or handed on."
  value       = aws_eks_cluster.this.certificate_authority[0].data
  sensitive   = true
}
