terraform {
  required_version = ">= 1.9.0"

  # Bucket and prefix come from environment.yaml (terraform.backend).
  backend "gcs" {}

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = ">= 6.0.0, < 8.0.0"
    }
  }
}

provider "google" {
  project = var.project
  region  = var.region

  default_labels = merge(var.labels, { "path-to-prod-component" = "base-k8s" })
}
