# A regional GKE cluster with private nodes. Google keeps it at the newest patch level of its minor version.

locals {
  minor_version = join(".", slice(split(".", var.kubernetes_version), 0, 2))
}

resource "google_project_service" "this" {
  for_each = toset(["container.googleapis.com", "iam.googleapis.com", "iamcredentials.googleapis.com"])

  service = each.key

  # Others in the project may need it too.
  disable_on_destroy = false
}

resource "google_container_cluster" "this" {
  name       = var.cluster_name
  location   = var.region
  network    = var.network
  subnetwork = one(var.private_subnet_ids)

  min_master_version  = local.minor_version
  deletion_protection = var.deletion_protection
  networking_mode     = "VPC_NATIVE"
  datapath_provider   = "ADVANCED_DATAPATH"

  # Node pools are resources of their own, so that one can be replaced without the cluster.
  remove_default_node_pool = true
  initial_node_count       = 1

  release_channel {
    channel = "REGULAR"
  }

  # base-network made these ranges, by these names.
  ip_allocation_policy {
    cluster_secondary_range_name  = "pods"
    services_secondary_range_name = "services"
  }

  private_cluster_config {
    enable_private_nodes    = true
    enable_private_endpoint = length(var.authorized_cidrs) == 0
    master_ipv4_cidr_block  = var.control_plane_cidr
  }

  master_authorized_networks_config {
    dynamic "cidr_blocks" {
      for_each = var.authorized_cidrs

      content {
        cidr_block   = cidr_blocks.value
        display_name = cidr_blocks.key
      }
    }
  }

  workload_identity_config {
    workload_pool = "${var.project}.svc.id.goog"
  }

  master_auth {
    client_certificate_config {
      issue_client_certificate = false
    }
  }

  maintenance_policy {
    recurring_window {
      start_time = "2026-01-03T02:00:00Z"
      end_time   = "2026-01-03T08:00:00Z"
      recurrence = "FREQ=WEEKLY;BYDAY=SA,SU"
    }
  }

  depends_on = [google_project_service.this]

  lifecycle {
    precondition {
      condition     = length(var.private_subnet_ids) == 1
      error_message = "GKE takes exactly one subnet, which spans all zones of the region."
    }

    # The release channel moves it on.
    ignore_changes = [min_master_version]
  }
}

# Nodes act as this account, which can do no more than write logs and metrics and read images.
resource "google_service_account" "node" {
  account_id   = "${var.cluster_name}-node"
  display_name = "Nodes of ${var.cluster_name}"
}

resource "google_project_iam_member" "node" {
  for_each = toset(["roles/container.defaultNodeServiceAccount", "roles/artifactregistry.reader"])

  project = var.project
  role    = each.key
  member  = google_service_account.node.member
}

resource "google_container_node_pool" "this" {
  for_each = var.node_pools

  name     = each.key
  cluster  = google_container_cluster.this.id
  location = var.region

  # Counted for each zone of the region.
  initial_node_count = each.value.min

  autoscaling {
    min_node_count = each.value.min
    max_node_count = each.value.max
  }

  management {
    auto_repair  = true
    auto_upgrade = true
  }

  upgrade_settings {
    strategy        = "SURGE"
    max_surge       = 1
    max_unavailable = 0
  }

  node_config {
    machine_type    = each.value.machine_type
    spot            = each.value.spot
    disk_size_gb    = 50
    disk_type       = "pd-balanced"
    image_type      = "COS_CONTAINERD"
    service_account = google_service_account.node.email
    oauth_scopes    = ["https://www.googleapis.com/auth/cloud-platform"]

    metadata = {
      "disable-legacy-endpoints" = "true"
    }

    # Pods get the identity of their own service account, never the node's.
    workload_metadata_config {
      mode = "GKE_METADATA"
    }

    shielded_instance_config {
      enable_secure_boot          = true
      enable_integrity_monitoring = true
    }
  }

  depends_on = [google_project_iam_member.node]

  lifecycle {
    ignore_changes = [initial_node_count]
  }
}
