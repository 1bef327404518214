using System.Collections.Immutable;
using PathToProd.Model.Environments;
using PathToProd.Model.Kubernetes;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>A chart as the cluster that it goes to renders it: its answers decide what is deployed.</summary>
internal static class LiveChart
{
    /// <summary>Renders it. All kinds must be known there.</summary>
    /// <param name="context">The component.</param>
    /// <param name="cluster">Its cluster, which is not changed.</param>
    /// <param name="isUpgrade">Whether the chart sees an upgrade.</param>
    public static ChartDocuments Render(ComponentContext context, Cluster cluster, bool isUpgrade) =>
        Read(
            context,
            cluster.Ask(() => Rendering.LiveChart(context, cluster, context.Values(), isUpgrade)),
            Called(context)
        );

    /// <summary>The chart as the environment says that its cluster is: what Test sees.</summary>
    public static ChartDocuments Expected(ComponentContext context) =>
        Read(
            context,
            Rendering.Chart(context, context.EnvironmentManifest, context.Values(), withDefinitions: false),
            $"{context.Component.Name} as rendered"
        );

    /// <summary>
    /// What the cluster will tell a chart once these definitions are there; null when it serves all of them already, so that it
    /// can be asked itself.
    /// </summary>
    public static Capabilities? Foresee(Cluster cluster, ImmutableArray<KubernetesDocument> definitions)
    {
        var defined = DefinedVersions.Of(definitions).ToArray();
        if (defined.Length == 0)
        {
            return null;
        }

        var now = cluster.Capabilities();
        return defined.Except(now.ApiVersions).Any()
            ? Capabilities.Of(now.KubernetesVersion, now.ApiVersions.Concat(defined))
            : null;
    }

    /// <summary>
    /// The chart as the cluster will render it then. Only what the chart finds by <c>lookup</c> may make it differ from what is
    /// deployed.
    /// </summary>
    public static ChartDocuments Foreseen(ComponentContext context, Capabilities capabilities, bool isUpgrade) =>
        Read(context, Rendering.ForeseenChart(context, capabilities, context.Values(), isUpgrade), Called(context));

    /// <summary>
    /// Refuses what breaks the component's rules.
    /// </summary>
    /// <exception cref="PlatformException">Something breaks a rule; nothing was deployed.</exception>
    public static void CheckRules(
        ComponentContext context,
        ChartDocuments live,
        ImmutableArray<KubernetesDocument> definitions
    )
    {
        ImmutableArray<KubernetesDocument> all = [.. definitions, .. live.All];
        if (RenderedTests.Rules(context).Problems(all, Called(context)).ToArray() is { Length: > 0 } problems)
        {
            throw new PlatformException(problems);
        }
    }

    /// <summary>
    /// Refuses what breaks the component's rules, and reports what Test did not see.
    /// </summary>
    /// <exception cref="PlatformException">Something breaks a rule; nothing was deployed.</exception>
    public static void Check(
        ComponentContext context,
        ChartDocuments live,
        ImmutableArray<KubernetesDocument> definitions
    )
    {
        CheckRules(context, live, definitions);
        var @namespace = context.Component.Namespace;
        var unseen = Inventory.Of(live.All, @namespace).Without(Inventory.Of(Expected(context).All, @namespace));
        if (unseen.Length > 0)
        {
            context.Note(
                $"deploys what Test did not see, as the cluster serves more than {context.EnvironmentManifest.Name} says: "
                    + string.Join(", ", unseen.Select(resource => $"{resource.Kind} {resource.Name}"))
                    + $"; ./build.sh --target=Capabilities --environment={context.EnvironmentManifest.Name} records what it serves"
            );
        }
    }

    /// <summary>Reads what Helm printed, and has the values of its Secrets hidden from now on.</summary>
    public static ChartDocuments Read(ComponentContext context, string text, string called)
    {
        var documents = Parse(text, called);
        context.Work.Services.Redactor.Add(SecretValues.Of(documents));
        return ChartDocuments.Of(documents);
    }

    /// <summary>Reads what Helm printed.</summary>
    public static ImmutableArray<KubernetesDocument> Parse(string text, string called)
    {
        var problems = new List<Problem>();
        var documents = KubernetesDocuments.Read(text, called, problems);
        return problems.Count == 0 ? documents : throw new PlatformException(problems);
    }

    private static string Called(ComponentContext context) =>
        $"{context.Component.Name} as {context.EnvironmentManifest.Name} renders it";
}
