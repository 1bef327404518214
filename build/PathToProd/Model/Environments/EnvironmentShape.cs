using PathToProd.Formats.Shapes;

namespace PathToProd.Model.Environments;

/// <summary>What <c>environment.yaml</c> must look like.</summary>
internal static class EnvironmentShape
{
    private static readonly Key<string?> Description = Key.Line("description", "One line for lists. Not inherited.");

    private static readonly Key<string[]> Extends = new(
        "extends",
        new OneOrListShape<string>(new TextShape<string>(TextFormats.Name)),
        "The environments whose settings and values this one takes over, unless it says otherwise; a later one overrides an earlier one."
    )
    {
        Fallback = [],
    };

    private static readonly Key<Target?> Target = new(
        "target",
        TargetShape.Shape!,
        "What the environment deploys to. Without it, here and in what it extends, the environment is only there to be extended."
    )
    {
        Fallback = null,
    };

    private static readonly Key<string?> Provider = new(
        "provider",
        new TextShape<string>(TextFormats.Name)!,
        "Which Terraform root (terraform/<provider>/) a Terraform component uses: sandbox, kind, eks, gke."
    )
    {
        Fallback = null,
        Default = "sandbox",
    };

    private static readonly Key<VersionSource> Versions = new(
        "versions",
        new WordShape<VersionSource>(new("workspace", VersionSource.Workspace), new("pinned", VersionSource.Pinned)),
        "Which versions are deployed: what the working copy holds, or what versions.yaml beside this file pins."
    )
    {
        Fallback = default,
        Default = "workspace",
    };

    private static readonly Key<MissingDependencies> MissingDependencies = new(
        "missing-dependencies",
        new WordShape<MissingDependencies>(
            new("refuse", PathToProd.Model.Environments.MissingDependencies.Refuse),
            new("deploy", PathToProd.Model.Environments.MissingDependencies.Deploy)
        ),
        "What happens when something required is not there: the deployment is refused, or what is missing is deployed first."
    )
    {
        Fallback = default,
        Default = "refuse",
    };

    private static readonly Key<DeploymentModel> DeploymentModel = new(
        "deployment-model",
        new WordShape<DeploymentModel>(
            new("decoupled", PathToProd.Model.Environments.DeploymentModel.Decoupled),
            new("monolithic", PathToProd.Model.Environments.DeploymentModel.Monolithic),
            new("groups", PathToProd.Model.Environments.DeploymentModel.Groups)
        ),
        "What is deployed, verified and recorded as one: each component, a whole version set, or the groups of platform.yaml."
    )
    {
        Fallback = default,
        Default = "decoupled",
    };

    private static readonly Key<Named<string>[]> Backend = new(
        "backend",
        new MapShape<string>("a backend setting", TextFormats.Setting, new SettingShape()),
        "Terraform's backend settings, with {component} and {environment} replaced. Without them, state is kept below artifacts/state/."
    )
    {
        Fallback = [],
    };

    private static readonly Key<Named<string>[]> Terraform = new(
        "terraform",
        new ObjectShape<Named<string>[]>(fields => fields.Get(Backend), Backend),
        "What Terraform needs to know about this environment."
    )
    {
        Fallback = [],
    };

    private static readonly Key<Named<SecretSource>[]> Secrets = new(
        "secrets",
        new MapShape<SecretSource>("a secret", TextFormats.SecretName, SecretShape.Shape),
        "Where each secret comes from; values refer to it as ${secrets.NAME}. Secrets are named, never written."
    )
    {
        Fallback = [],
    };

    private static readonly Key<Named<HeldRange>[]> Holds = new(
        "holds",
        new MapShape<HeldRange>("a held component", TextFormats.Name, HoldShape.Shape),
        "Components that stay in a range of versions here, whatever is newer: base-k8s: { range: 1.30.x, reason: nodes follow in May }."
    )
    {
        Fallback = [],
    };

    private static readonly Key<int> Concurrency = new(
        "concurrency",
        new IntegerShape(1, 1000),
        "How many components may run at once here, whatever platform.yaml or --parallel says. Without it there is no limit."
    )
    {
        Fallback = 1,
    };

    private static readonly Key<bool> ForTests = new(
        "for-tests",
        new BooleanShape(),
        "Whether Certify and Bisect may deploy any version set here, also one that fails. Not inherited."
    )
    {
        Fallback = false,
        Default = false,
    };

    private static readonly Key<bool> PlanChanges = new(
        "plan-changes",
        new BooleanShape(),
        "Whether Validate plans here, too, what a change would change, for the report of the change. It only reads. Not inherited."
    )
    {
        Fallback = false,
        Default = false,
    };

    private static readonly Key<bool> SignedOnly = new(
        "signed-only",
        new BooleanShape(),
        "Whether version sets and evidence count here only when an allowed signer signed them."
    )
    {
        Fallback = false,
        Default = false,
    };

    private static readonly Key<bool> Protected = new(
        "protected",
        new BooleanShape(),
        "Whether TearDown demands --confirm with the environment's name, also where it could ask for it."
    )
    {
        Fallback = false,
        Default = false,
    };

    private static readonly Key<string?> Pool = new(
        "pool",
        new TextShape<string>(TextFormats.Name)!,
        "The pool of interchangeable environments that it is in: --environment=pool:NAME leases one of them for a run."
    )
    {
        Fallback = null,
    };

    public static readonly ObjectShape<EnvironmentFile> Shape = new(
        fields => new EnvironmentFile
        {
            Description = fields.Get(Description),
            Extends = [.. fields.Get(Extends)],
            Target = fields.Get(Target),
            Provider = fields.Get(Provider),
            KubernetesVersion = fields.Get(CapabilitiesShape.KubernetesVersion),
            ApiVersions = fields.Get(CapabilitiesShape.ApiVersions) is { } said ? [.. said] : null,
            Versions = fields.Find(Versions),
            MissingDependencies = fields.Find(MissingDependencies),
            DeploymentModel = fields.Find(DeploymentModel),
            TerraformBackend = [.. fields.Get(Terraform)],
            Secrets = [.. fields.Get(Secrets)],
            Holds = [.. fields.Get(Holds)],
            Concurrency = fields.Find(Concurrency),
            IsForTests = fields.Find(ForTests),
            PlansChanges = fields.Find(PlanChanges),
            DemandsSignatures = fields.Find(SignedOnly),
            IsProtected = fields.Find(Protected),
            Pool = fields.Get(Pool),
            Source = fields.Source,
        },
        Description,
        Extends,
        Target,
        Provider,
        CapabilitiesShape.KubernetesVersion,
        CapabilitiesShape.ApiVersions,
        Versions,
        MissingDependencies,
        DeploymentModel,
        Terraform,
        Secrets,
        Holds,
        Concurrency,
        ForTests,
        PlanChanges,
        SignedOnly,
        Protected,
        Pool
    );
}
