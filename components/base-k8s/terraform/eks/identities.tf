# Whom components in the cluster act as towards AWS. ingress needs no one: its load balancer is made by Kubernetes' own
# controller, which acts as the cluster.

resource "aws_iam_openid_connect_provider" "this" {
  url            = aws_eks_cluster.this.identity[0].oidc[0].issuer
  client_id_list = ["sts.amazonaws.com"]
}

module "ebs_csi_role" {
  source = "../modules/service-account-role"

  name                = "${var.cluster_name}-ebs-csi"
  oidc_provider_arn   = aws_iam_openid_connect_provider.this.arn
  oidc_issuer         = aws_iam_openid_connect_provider.this.url
  namespace           = "kube-system"
  service_account     = "ebs-csi-controller-sa"
  managed_policy_arns = ["${local.policy_prefix}/service-role/AmazonEBSCSIDriverPolicy"]
}

# It may write to the one zone of base-network, and look at the list of zones.
data "aws_iam_policy_document" "external_dns" {
  statement {
    actions   = ["route53:ChangeResourceRecordSets", "route53:ListResourceRecordSets", "route53:ListTagsForResource"]
    resources = ["arn:${data.aws_partition.current.partition}:route53:::hostedzone/${var.dns_zone_id}"]
  }

  statement {
    actions   = ["route53:ListHostedZones"]
    resources = ["*"]
  }
}

module "external_dns_role" {
  source = "../modules/service-account-role"

  name              = "${var.cluster_name}-external-dns"
  oidc_provider_arn = aws_iam_openid_connect_provider.this.arn
  oidc_issuer       = aws_iam_openid_connect_provider.this.url
  namespace         = "external-dns"
  service_account   = "external-dns"
  policy_json       = data.aws_iam_policy_document.external_dns.json
}
