using System.Collections.Immutable;
using PathToProd.Decisions.Drift;
using PathToProd.Decisions.Planning;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Plans;
using PathToProd.Tasks.Stages.Drift;
using PathToProd.Tasks.Store;

namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>
/// A Terraform root, applied only from a plan that was made with exactly the values it is applied with.
/// </summary>
internal sealed class TerraformDeployment(ComponentContext context) : IDeployment
{
    private string Environment => context.EnvironmentManifest.Name;

    private string Component => context.Component.Name;

    private bool HasOwnBackend => context.EnvironmentManifest.TerraformBackend.Count > 0;

    private string StateFile => context.Workspace.State(Environment, Component);

    private string PlanFile => Path.Combine(context.Workspace.Work(Environment, Component), "terraform", "plan.tfplan");

    /// <summary>
    /// State on this machine is compared with what was recorded, which takes no time. State elsewhere is planned
    /// against, which also finds what someone removed behind Terraform's back.
    /// </summary>
    public StillThere Look(Deployment last)
    {
        if (!HasOwnBackend)
        {
            var found = TerraformState.Fingerprint(StateFile);
            return found is null ? StillThere.Gone
                : found == last.Deployed ? StillThere.Yes
                : StillThere.Changed;
        }

        return InRoot(context.Artifact.Folder, root => root.PlanChanges(PlanFile))
            ? StillThere.Changed
            : StillThere.Yes;
    }

    public TargetLook LookForDrift(Deployment last) =>
        !HasOwnBackend && TerraformState.Fingerprint(StateFile) is null
            ? new TargetLook.State(IsThere: false, IsSame: false)
        : DeployedValues.Fix(context, last) is { } why ? new TargetLook.NotPossible(why)
        : TerraformLook.Of(context, Backend(), last);

    public DeploymentResult Deploy()
    {
        return InRoot(
            context.Artifact.Folder,
            root =>
            {
                root.PlanChanges(PlanFile);
                if (context.Options.Plan is not null)
                {
                    // What is compared is the very file that is applied.
                    PlannedPart.RefuseOther(context, TerraformPreview.Read(context, root, PlanFile));
                }

                root.Apply(PlanFile);
                return Result(root);
            }
        );
    }

    public DeploymentPreview Plan() => TerraformPreview.Of(context, Backend());

    public string? PlanState() =>
        HasOwnBackend
            ? TerraformPreview.State(context, Backend())
            : TerraformState.Fingerprint(StateFile) ?? PlanBase.NoState;

    public void Destroy() =>
        InRoot(
            DeployedArtifact().Folder,
            root =>
            {
                if (root.PlanChanges(PlanFile, destroy: true))
                {
                    root.Apply(PlanFile);
                }

                return true;
            }
        );

    /// <summary>The artifact that is deployed now, if it is still in the store; else the one that was built in this run.</summary>
    private Artifact DeployedArtifact()
    {
        var deployed = context.Work.State().LastDeployment is { } last
            ? context.Work.Services.Store.Find(last.Digest)
            : null;
        return deployed is not null && context.Work.Services.Store.IsWhole(deployed)
            ? context.Work.Unpacked(deployed)
            : context.Artifact;
    }

    private T InRoot<T>(string artifact, Func<TerraformRoot, T> act)
    {
        var folder = Path.Combine(context.Workspace.Work(Environment, Component), "terraform");
        var root = new TerraformRoot(context, folder, context.EnvironmentManifest.Provider);
        root.CopySources(Path.Combine(artifact, "terraform"));
        RootBackend.Refuse(
            root.Path,
            $"components/{Component}/terraform/{context.EnvironmentManifest.Provider}",
            context.EnvironmentManifest
        );
        var backend = Backend();
        var state = PrivateState.Of(context, backend.GetValueOrDefault("path"));
        try
        {
            root.Write(context.Values().WithSecrets());
            root.Init(backend);
            return act(root);
        }
        finally
        {
            root.ForgetValues();
            File.Delete(PlanFile);
            state.Close();
        }
    }

    private ImmutableSortedDictionary<string, string> Backend() =>
        HasOwnBackend
            ? context.EnvironmentManifest.BackendOf(Component)
            : ImmutableSortedDictionary<string, string>.Empty.Add("path", StateFile);

    private static DeploymentResult Result(TerraformRoot root)
    {
        var outputs = root.Outputs().Values;
        var open = outputs.Where(output => !output.IsSensitive).ToArray();
        return new DeploymentResult(root.StateFingerprint())
        {
            Outputs = open.Where(output => output.Value is not null)
                .ToImmutableSortedDictionary(output => output.Name, output => output.Value!.DeepClone()),
            NullOutputs =
            [
                .. root.DeclaredOutputs()
                    .Except(outputs.Where(output => output.Value is not null).Select(output => output.Name))
                    .Order(StringComparer.Ordinal),
            ],
            SensitiveOutputs = [.. outputs.Where(output => output.IsSensitive).Select(output => output.Name)],
        };
    }
}
