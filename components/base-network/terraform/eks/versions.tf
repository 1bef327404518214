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
    tags = merge(var.tags, { "path-to-prod/component" = "base-network" })
  }
}
