terraform {
  required_version = ">= 1.9.0"

  # Bucket, key and region come from environment.yaml (terraform.backend).
  backend "s3" {}

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.95.0, < 7.0.0"
    }
  }
}

provider "aws" {
  region = var.region

  default_tags {
    tags = merge(var.tags, { "path-to-prod/component" = "base-k8s" })
  }
}

data "aws_partition" "current" {}

locals {
  policy_prefix = "arn:${data.aws_partition.current.partition}:iam::aws:policy"

  # EKS knows minor versions only, and chooses the patch level itself.
  minor_version = join(".", slice(split(".", var.kubernetes_version), 0, 2))
}
