using PathToProd.Model.CallerVariables;

namespace PathToProd.Tests.Model.CallerVariables;

/// <summary>
/// Every variable that the documentation or the source of Terraform's and OpenTofu's backends names: none of them moves the
/// state of a root, and a provider of a root whose state is elsewhere still gets them.
/// </summary>
public sealed class BackendVariablesTests
{
    private static readonly string[] Backends =
    [
        "local",
        "s3",
        "gcs",
        "azurerm",
        "consul",
        "kubernetes",
        "pg",
        "http",
        "cos",
        "oss",
        "oci",
        "remote",
    ];

    [TestCase("s3", "AWS_ENDPOINT_URL_S3", "endpoint")]
    [TestCase("s3", "AWS_S3_ENDPOINT", "endpoint")]
    [TestCase("s3", "AWS_ENDPOINT_URL", "endpoint")]
    [TestCase("s3", "AWS_ENDPOINT_URL_DYNAMODB", "dynamodb_endpoint")]
    [TestCase("s3", "AWS_DYNAMODB_ENDPOINT", "dynamodb_endpoint")]
    [TestCase("gcs", "GOOGLE_STORAGE_CUSTOM_ENDPOINT", "storage_custom_endpoint")]
    [TestCase("gcs", "STORAGE_EMULATOR_HOST", null)]
    [TestCase("gcs", "GOOGLE_CLOUD_UNIVERSE_DOMAIN", null)]
    [TestCase("azurerm", "ARM_ENVIRONMENT", "environment")]
    [TestCase("azurerm", "ARM_METADATA_HOST", "metadata_host")]
    [TestCase("azurerm", "ARM_METADATA_HOSTNAME", "metadata_host")]
    [TestCase("consul", "CONSUL_HTTP_ADDR", "address")]
    [TestCase("consul", "CONSUL_NAMESPACE", null)]
    [TestCase("consul", "CONSUL_PARTITION", null)]
    [TestCase("kubernetes", "KUBE_NAMESPACE", "namespace")]
    [TestCase("kubernetes", "KUBE_HOST", "host")]
    [TestCase("kubernetes", "KUBE_CONFIG_PATH", "config_path")]
    [TestCase("kubernetes", "KUBE_CONFIG_PATHS", "config_paths")]
    [TestCase("kubernetes", "KUBE_CTX", "config_context")]
    [TestCase("kubernetes", "KUBE_CTX_CLUSTER", "config_context_cluster")]
    [TestCase("kubernetes", "KUBE_IN_CLUSTER_CONFIG", "in_cluster_config")]
    [TestCase("pg", "PGHOST", null)]
    [TestCase("pg", "PGHOSTADDR", null)]
    [TestCase("pg", "PGPORT", null)]
    [TestCase("pg", "PGDATABASE", null)]
    [TestCase("pg", "PGOPTIONS", null)]
    [TestCase("pg", "PGSERVICE", null)]
    [TestCase("pg", "PGSERVICEFILE", null)]
    [TestCase("cos", "TENCENTCLOUD_REGION", "region")]
    [TestCase("cos", "TENCENTCLOUD_ENDPOINT", "endpoint")]
    [TestCase("cos", "TENCENTCLOUD_DOMAIN", "domain")]
    [TestCase("oss", "ALICLOUD_OSS_ENDPOINT", "endpoint")]
    [TestCase("oss", "ALIBABA_CLOUD_OSS_ENDPOINT", "endpoint")]
    [TestCase("oss", "OSS_ENDPOINT", "endpoint")]
    [TestCase("oss", "ALICLOUD_LOCATION_ENDPOINT", "endpoint")]
    [TestCase("oss", "LOCATION_ENDPOINT", "endpoint")]
    [TestCase("oss", "ALICLOUD_TABLESTORE_ENDPOINT", "tablestore_endpoint")]
    [TestCase("oss", "ALIBABA_CLOUD_TABLESTORE_ENDPOINT", "tablestore_endpoint")]
    [TestCase("oss", "TABLESTORE_ENDPOINT", "tablestore_endpoint")]
    [TestCase("oci", "OCI_key", "key")]
    [TestCase("oci", "key", "key")]
    [TestCase("oci", "OCI_region", "region")]
    [TestCase("oci", "region", "region")]
    [TestCase("oci", "OCI_domain_name_override", null)]
    [TestCase("oci", "domain_name_override", null)]
    [TestCase("oci", "OCI_CLIENT_HOST_OVERRIDES", null)]
    [TestCase("oci", "CLIENT_HOST_OVERRIDES", null)]
    public void What_moves_the_state_is_refused_with_its_backend_and_passed_with_every_other(
        string backend,
        string name,
        string? setting
    )
    {
        Reported(name, backend)
            .ShouldHaveSingleItem()
            .ShouldStartWith($"{name} is set, and it says where the {backend} ");
        foreach (var other in Backends.Where(other => other != backend))
        {
            Reported(name, other).ShouldBeEmpty();
        }

        ToolVariables.Of("terraform").Over([name]).Select(pair => pair.Key).ShouldNotContain(name);
        if (setting is not null)
        {
            Reported(name, backend, setting).ShouldBeEmpty();
        }
    }

    [TestCase("AWS_ACCESS_KEY_ID")]
    [TestCase("AWS_REGION")]
    [TestCase("AWS_DEFAULT_REGION")]
    [TestCase("AWS_PROFILE")]
    [TestCase("AWS_CONFIG_FILE")]
    [TestCase("AWS_SHARED_CREDENTIALS_FILE")]
    [TestCase("AWS_ENDPOINT_URL_IAM")]
    [TestCase("AWS_IAM_ENDPOINT")]
    [TestCase("AWS_ENDPOINT_URL_STS")]
    [TestCase("AWS_STS_ENDPOINT")]
    [TestCase("AWS_ENDPOINT_URL_SSO")]
    [TestCase("AWS_USE_DUALSTACK_ENDPOINT")]
    [TestCase("AWS_USE_FIPS_ENDPOINT")]
    [TestCase("AWS_EC2_METADATA_SERVICE_ENDPOINT")]
    [TestCase("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE")]
    [TestCase("AWS_METADATA_URL")]
    [TestCase("AWS_ROLE_ARN")]
    [TestCase("AWS_WEB_IDENTITY_TOKEN_FILE")]
    [TestCase("AWS_MAX_ATTEMPTS")]
    [TestCase("AWS_CA_BUNDLE")]
    [TestCase("GOOGLE_APPLICATION_CREDENTIALS")]
    [TestCase("GOOGLE_IMPERSONATE_SERVICE_ACCOUNT")]
    [TestCase("GOOGLE_BACKEND_IMPERSONATE_SERVICE_ACCOUNT")]
    [TestCase("GOOGLE_KMS_ENCRYPTION_KEY")]
    [TestCase("ARM_SUBSCRIPTION_ID")]
    [TestCase("ARM_TENANT_ID")]
    [TestCase("ARM_CLIENT_ID")]
    [TestCase("ARM_CLIENT_ID_FILE_PATH")]
    [TestCase("ARM_CLIENT_SECRET_FILE_PATH")]
    [TestCase("ARM_CLIENT_CERTIFICATE_PATH")]
    [TestCase("ARM_OIDC_TOKEN_FILE_PATH")]
    [TestCase("ARM_OIDC_REQUEST_URL")]
    [TestCase("ARM_USE_OIDC")]
    [TestCase("ARM_USE_MSI")]
    [TestCase("ARM_MSI_ENDPOINT")]
    [TestCase("ARM_USE_CLI")]
    [TestCase("ARM_USE_AKS_WORKLOAD_IDENTITY")]
    [TestCase("ARM_USE_AZUREAD")]
    [TestCase("ARM_SNAPSHOT")]
    [TestCase("ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID")]
    [TestCase("CONSUL_HTTP_SSL")]
    [TestCase("CONSUL_HTTP_SSL_VERIFY")]
    [TestCase("CONSUL_CACERT")]
    [TestCase("CONSUL_CLIENT_CERT")]
    [TestCase("CONSUL_CLIENT_KEY")]
    [TestCase("CONSUL_TLS_SERVER_NAME")]
    [TestCase("KUBE_USER")]
    [TestCase("KUBE_INSECURE")]
    [TestCase("KUBE_CLIENT_CERT_DATA")]
    [TestCase("KUBE_CLUSTER_CA_CERT_DATA")]
    [TestCase("KUBE_CTX_AUTH_INFO")]
    [TestCase("KUBE_PROXY_URL")]
    [TestCase("KUBE_TLS_SERVER_NAME")]
    [TestCase("KUBERNETES_SERVICE_HOST")]
    [TestCase("PGUSER")]
    [TestCase("PGSSLMODE")]
    [TestCase("TENCENTCLOUD_SECRET_ID")]
    [TestCase("TENCENTCLOUD_ASSUME_ROLE_ARN")]
    [TestCase("ALICLOUD_ACCESS_KEY")]
    [TestCase("ALICLOUD_REGION")]
    [TestCase("ALICLOUD_PROFILE")]
    [TestCase("ALIBABA_CLOUD_ROLE_ARN")]
    [TestCase("OCI_tenancy_ocid")]
    [TestCase("OCI_HOME_OVERRIDE")]
    public void Who_asks_and_how_is_passed_with_every_backend(string name)
    {
        ToolVariables.Of("terraform")[name]!.Fate.ShouldBe(VariableFate.Passed);
        Backends.SelectMany(backend => Reported(name, backend)).ShouldBeEmpty();
    }

    [TestCase("AWS_SECRET_ACCESS_KEY")]
    [TestCase("AWS_SESSION_TOKEN")]
    [TestCase("AWS_SSE_CUSTOMER_KEY")]
    [TestCase("GOOGLE_OAUTH_ACCESS_TOKEN")]
    [TestCase("GOOGLE_CREDENTIALS")]
    [TestCase("GOOGLE_BACKEND_CREDENTIALS")]
    [TestCase("GOOGLE_ENCRYPTION_KEY")]
    [TestCase("ARM_CLIENT_SECRET")]
    [TestCase("ARM_CLIENT_CERTIFICATE")]
    [TestCase("ARM_CLIENT_CERTIFICATE_PASSWORD")]
    [TestCase("ARM_ACCESS_KEY")]
    [TestCase("ARM_SAS_TOKEN")]
    [TestCase("ARM_OIDC_TOKEN")]
    [TestCase("ARM_OIDC_REQUEST_TOKEN")]
    [TestCase("ACTIONS_ID_TOKEN_REQUEST_TOKEN")]
    [TestCase("SYSTEM_ACCESSTOKEN")]
    [TestCase("CONSUL_HTTP_TOKEN")]
    [TestCase("CONSUL_HTTP_AUTH")]
    [TestCase("KUBE_TOKEN")]
    [TestCase("KUBE_PASSWORD")]
    [TestCase("KUBE_CLIENT_KEY_DATA")]
    [TestCase("PGPASSWORD")]
    [TestCase("TENCENTCLOUD_SECRET_KEY")]
    [TestCase("TENCENTCLOUD_SECURITY_TOKEN")]
    [TestCase("ALICLOUD_SECRET_KEY")]
    [TestCase("ALICLOUD_ACCESS_KEY_SECRET")]
    [TestCase("ALICLOUD_SECURITY_TOKEN")]
    [TestCase("ALIBABA_CLOUD_ACCESS_KEY_SECRET")]
    [TestCase("ALIBABA_CLOUD_SECURITY_TOKEN")]
    [TestCase("OCI_private_key")]
    [TestCase("OCI_private_key_password")]
    [TestCase("OCI_sse_customer_key")]
    [TestCase("OCI_obo_token")]
    public void A_credential_of_a_backend_is_passed_and_secret(string name)
    {
        ToolVariables.Of("terraform").Secrets(new Dictionary<string, string> { [name] = "word" }).ShouldBe(["word"]);
        Backends.SelectMany(backend => Reported(name, backend)).ShouldBeEmpty();
    }

    [Test]
    public void A_refusal_says_which_setting_does_it_in_a_way_that_all_see()
    {
        Reported("KUBE_CTX", "kubernetes")
            .ShouldBe([
                "KUBE_CTX is set, and it says where the kubernetes backend keeps state; "
                    + "say config_context under terraform.backend in environment.yaml, which counts more than the variable, or unset it",
            ]);
        Reported("AWS_DYNAMODB_ENDPOINT", "s3")
            .ShouldBe([
                "AWS_DYNAMODB_ENDPOINT is set, and it says where the s3 backend keeps the lock of state; "
                    + "say dynamodb_endpoint under terraform.backend in environment.yaml, which counts more than the variable, or unset it",
            ]);
        Reported("CONSUL_NAMESPACE", "consul")
            .ShouldBe([
                "CONSUL_NAMESPACE is set, and it says where the consul backend keeps state; "
                    + "unset it: state is where terraform.backend in environment.yaml says",
            ]);
        Reported("PGHOST", "pg")
            .ShouldBe([
                "PGHOST is set, and it says where the pg backend keeps state; "
                    + "unset it, and say it in conn_str under terraform.backend in environment.yaml",
            ]);
    }

    [Test]
    public void Roots_are_looked_at_only_for_variables_for_which_it_matters()
    {
        var terraform = ToolVariables.Of("terraform");

        terraform.DependsOnBackends(new Dictionary<string, string> { ["KUBE_HOST"] = "x" }).ShouldBeTrue();
        terraform.DependsOnBackends(new Dictionary<string, string> { ["KUBE_TOKEN"] = "x" }).ShouldBeFalse();
        Reported("ARM_ENVIRONMENT", "azurerm", value: "public").ShouldBeEmpty();
    }

    private static string[] Reported(string name, string backend, string? setting = null, string value = "elsewhere") =>
        [
            .. ToolVariables
                .Of("terraform")
                .Problems(
                    new Dictionary<string, string> { [name] = value },
                    new UsedBackends([backend], setting is null ? [] : [setting])
                )
                .Select(problem => problem.ToString()),
        ];
}
