# A role in AWS that one service account of one cluster may take, and no one else (IRSA).

terraform {
  required_version = ">= 1.9.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.95.0, < 7.0.0"
    }
  }
}

variable "name" {
  type        = string
  description = "The role's name."
}

variable "oidc_provider_arn" {
  type        = string
  description = "The OIDC provider of the cluster in IAM."
}

variable "oidc_issuer" {
  type        = string
  description = "The issuer's address of the cluster, with https://."
}

variable "namespace" {
  type        = string
  description = "The service account's namespace."
}

variable "service_account" {
  type        = string
  description = "The service account's name."
}

variable "policy_json" {
  type        = string
  description = "What the role may do; null when only a managed policy counts."
  default     = null
}

variable "managed_policy_arns" {
  type        = set(string)
  description = "Managed policies of AWS that say what the role may do."
  default     = []
}

locals {
  issuer = trimprefix(var.oidc_issuer, "https://")
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [var.oidc_provider_arn]
    }

    condition {
      test     = "StringEquals"
      variable = "${local.issuer}:sub"
      values   = ["system:serviceaccount:${var.namespace}:${var.service_account}"]
    }

    condition {
      test     = "StringEquals"
      variable = "${local.issuer}:aud"
      values   = ["sts.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "this" {
  name               = var.name
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "this" {
  count = var.policy_json == null ? 0 : 1

  name   = "permissions"
  role   = aws_iam_role.this.id
  policy = var.policy_json
}

resource "aws_iam_role_policy_attachment" "this" {
  for_each = var.managed_policy_arns

  role       = aws_iam_role.this.name
  policy_arn = each.key
}

output "arn" {
  description = "The role's ARN, for the service account's annotation."
  value       = aws_iam_role.this.arn
}
