using static PathToProd.Model.CallerVariables.VariableFate;

namespace PathToProd.Model.CallerVariables;

/// <summary>
/// The variables that backends of Terraform and OpenTofu share with providers. Those that say where state lives are refused
/// where a root keeps its state in that backend, and passed otherwise.
/// </summary>
internal static class BackendVariables
{
    public static IEnumerable<VariableRule> All => [.. S3, .. Gcs, .. Azurerm, .. Consul, .. Kubernetes, .. Others];

    private static VariableRule[] S3 =>
        [
            Where("AWS_ENDPOINT_URL_S3", "s3", "endpoint"),
            Where("AWS_S3_ENDPOINT", "s3", "endpoint"),
            Where("AWS_ENDPOINT_URL", "s3", "endpoint"),
            Lock("AWS_ENDPOINT_URL_DYNAMODB", "s3", "dynamodb_endpoint"),
            Lock("AWS_DYNAMODB_ENDPOINT", "s3", "dynamodb_endpoint"),
            Secret("AWS_SECRET_ACCESS_KEY"),
            Secret("AWS_SESSION_TOKEN"),
            Secret("AWS_SSE_CUSTOMER_KEY"),
            new("AWS_*", Passed, "who asks AWS, and how: a bucket's name leads to one bucket in all regions"),
        ];

    private static VariableRule[] Gcs =>
        [
            Where("GOOGLE_STORAGE_CUSTOM_ENDPOINT", "gcs", "storage_custom_endpoint"),
            Where("STORAGE_EMULATOR_HOST", "gcs"),
            Where("GOOGLE_CLOUD_UNIVERSE_DOMAIN", "gcs"),
            Secret("GOOGLE_OAUTH_ACCESS_TOKEN"),
            Secret("GOOGLE_CREDENTIALS"),
            Secret("GOOGLE_BACKEND_CREDENTIALS"),
            Secret("GOOGLE_ENCRYPTION_KEY"),
            new("GOOGLE_*", Passed, "who asks Google Cloud, and how"),
        ];

    private static VariableRule[] Azurerm =>
        [
            Where("ARM_ENVIRONMENT", "azurerm", "environment") with
            {
                Harmless = ["public"],
            },
            Where("ARM_METADATA_HOST*", "azurerm", "metadata_host"),
            Secret("ARM_CLIENT_SECRET"),
            Secret("ARM_CLIENT_CERTIFICATE"),
            Secret("ARM_CLIENT_CERTIFICATE_PASSWORD"),
            Secret("ARM_ACCESS_KEY"),
            Secret("ARM_SAS_TOKEN"),
            Secret("ARM_OIDC_TOKEN"),
            Secret("ARM_OIDC_REQUEST_TOKEN"),
            Secret("ACTIONS_ID_TOKEN_REQUEST_TOKEN"),
            Secret("SYSTEM_ACCESSTOKEN"),
            new("ARM_*", Passed, "who asks Azure, and how: an account's name leads to one storage account"),
        ];

    private static VariableRule[] Consul =>
        [
            Where("CONSUL_HTTP_ADDR", "consul", "address"),
            Where("CONSUL_NAMESPACE", "consul"),
            Where("CONSUL_PARTITION", "consul"),
            Secret("CONSUL_HTTP_TOKEN"),
            Secret("CONSUL_HTTP_AUTH"),
            new("CONSUL_*", Passed, "who asks Consul, and how"),
        ];

    private static VariableRule[] Kubernetes =>
        [
            Where("KUBE_NAMESPACE", "kubernetes", "namespace"),
            Where("KUBE_HOST", "kubernetes", "host"),
            Where("KUBE_CONFIG_PATH", "kubernetes", "config_path"),
            Where("KUBE_CONFIG_PATHS", "kubernetes", "config_paths"),
            Where("KUBE_CTX", "kubernetes", "config_context"),
            Where("KUBE_CTX_CLUSTER", "kubernetes", "config_context_cluster"),
            Where("KUBE_IN_CLUSTER_CONFIG", "kubernetes", "in_cluster_config"),
            Secret("KUBE_TOKEN"),
            Secret("KUBE_PASSWORD"),
            Secret("KUBE_CLIENT_KEY_DATA"),
            new("KUBE_*", Passed, "who asks a cluster, and how"),
            new(
                "KUBERNETES_SERVICE_*",
                Passed,
                "the cluster of the pod that the run is in; in_cluster_config asks for it"
            ),
        ];

    private static VariableRule[] Others =>
        [
            Where("PGHOST*", "pg"),
            Where("PGPORT", "pg"),
            Where("PGDATABASE", "pg"),
            Where("PGOPTIONS", "pg"),
            Where("PGSERVICE*", "pg"),
            Secret("PGPASSWORD"),
            new("PG*", Passed, "who asks the database, and how"),
            Where("TENCENTCLOUD_REGION", "cos", "region"),
            Where("TENCENTCLOUD_ENDPOINT", "cos", "endpoint"),
            Where("TENCENTCLOUD_DOMAIN", "cos", "domain"),
            Secret("TENCENTCLOUD_SECRET_KEY"),
            Secret("TENCENTCLOUD_SECURITY_TOKEN"),
            new("TENCENTCLOUD_*", Passed, "who asks Tencent Cloud, and how"),
            Where("ALICLOUD_OSS_ENDPOINT", "oss", "endpoint"),
            Where("ALIBABA_CLOUD_OSS_ENDPOINT", "oss", "endpoint"),
            Where("OSS_ENDPOINT", "oss", "endpoint"),
            Where("ALICLOUD_LOCATION_ENDPOINT", "oss", "endpoint"),
            Where("LOCATION_ENDPOINT", "oss", "endpoint"),
            Lock("ALICLOUD_TABLESTORE_ENDPOINT", "oss", "tablestore_endpoint"),
            Lock("ALIBABA_CLOUD_TABLESTORE_ENDPOINT", "oss", "tablestore_endpoint"),
            Lock("TABLESTORE_ENDPOINT", "oss", "tablestore_endpoint"),
            Secret("ALICLOUD_SECRET_KEY"),
            Secret("ALICLOUD_ACCESS_KEY_SECRET"),
            Secret("ALICLOUD_SECURITY_TOKEN"),
            Secret("ALIBABA_CLOUD_ACCESS_KEY_SECRET"),
            Secret("ALIBABA_CLOUD_SECURITY_TOKEN"),
            new(
                "ALICLOUD_*",
                Passed,
                "who asks Alibaba Cloud, and how: a bucket's name leads to one bucket in all regions"
            ),
            new("ALIBABA_CLOUD_*", Passed, "as ALICLOUD_*"),
            .. Oci("key", "key"),
            .. Oci("region", "region"),
            .. Oci("domain_name_override"),
            .. Oci("client_host_overrides"),
            Secret("OCI_private_key"),
            Secret("OCI_private_key_password"),
            Secret("OCI_sse_customer_key"),
            Secret("OCI_obo_token"),
            new("OCI_*", Passed, "who asks Oracle Cloud, and how"),
        ];

    // The oci backend reads each of its settings from a variable of this name, too.
    private static VariableRule[] Oci(string name, string? setting = null) =>
        [Where("OCI_" + name, "oci", setting), Where(name, "oci", setting)];

    private static VariableRule Where(string pattern, string backend, string? setting = null) =>
        Bound(pattern, backend, setting, $"it says where the {backend} backend keeps state");

    private static VariableRule Lock(string pattern, string backend, string setting) =>
        Bound(pattern, backend, setting, $"it says where the {backend} backend keeps the lock of state");

    private static VariableRule Bound(string pattern, string backend, string? setting, string why) =>
        new(pattern, Refused, why)
        {
            Backend = backend,
            Setting = setting,
            Instead = (backend, setting) switch
            {
                ("pg", _) => "unset it, and say it in conn_str under terraform.backend in environment.yaml",
                (_, null) => "unset it: state is where terraform.backend in environment.yaml says",
                _ =>
                    $"say {setting} under terraform.backend in environment.yaml, which counts more than the variable, or unset it",
            },
        };

    private static VariableRule Secret(string name) => new(name, Passed, "a credential") { IsSecret = true };
}
