using System.Collections.Immutable;
using PathToProd.Text;

namespace PathToProd.Model.Kubernetes.Hooks;

/// <summary>
/// What happens to hooks in a folder that an agent syncs. The agent does not know Helm's events: a Job that belongs to an
/// uninstallation would run at once.
/// </summary>
/// <param name="Documents">What goes into the folder.</param>
/// <param name="LeftOut">The hooks that do not.</param>
/// <param name="Translated">How many hooks are now the agent's own.</param>
public sealed record HooksForFolder(
    ImmutableArray<KubernetesDocument> Documents,
    ImmutableArray<KubernetesDocument> LeftOut,
    int Translated
)
{
    /// <summary>Leaves hooks out, or makes them the agent's own where it has such ones.</summary>
    public static HooksForFolder Of(IEnumerable<KubernetesDocument> documents, HookHandling handling)
    {
        var kept = ImmutableArray.CreateBuilder<KubernetesDocument>();
        var leftOut = ImmutableArray.CreateBuilder<KubernetesDocument>();
        var translated = 0;
        foreach (var document in documents)
        {
            if (document.Hook is not { } hook)
            {
                kept.Add(document);
            }
            else if (handling == HookHandling.ArgoCd && Translate(document, hook) is { } argo)
            {
                kept.Add(argo);
                translated++;
            }
            else
            {
                leftOut.Add(document);
            }
        }

        return new HooksForFolder(kept.ToImmutable(), leftOut.ToImmutable(), translated);
    }

    /// <summary>What happened to the hooks, as notes for people; empty when there are none.</summary>
    /// <param name="handling">What was asked for.</param>
    public IEnumerable<string> Notes(HookHandling handling)
    {
        if (Translated > 0)
        {
            yield return $"{Prose.Count(Translated, "hook")} of Helm became Argo CD's";
        }

        if (LeftOut.Length > 0)
        {
            var which = LeftOut.Select(document => $"{document} ({document.Hook})");
            var why =
                handling == HookHandling.ArgoCd
                    ? "Argo CD has nothing like them"
                    : "only Helm runs them at their time; for Argo CD write hooks: argocd beside directory in environment.yaml";
            yield return $"left out {Prose.Count(LeftOut.Length, "hook")}, as {why}: {string.Join(", ", which)}";
        }
    }

    private static KubernetesDocument? Translate(KubernetesDocument document, Hook hook)
    {
        if (ArgoHook.IsSaid(document))
        {
            return document;
        }

        var annotations = ArgoHook.Annotations(hook);
        return annotations.IsEmpty ? null : AnnotatedText.Of(document, Hook.Annotation, annotations);
    }
}
