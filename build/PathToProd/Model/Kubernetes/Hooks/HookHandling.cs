namespace PathToProd.Model.Kubernetes.Hooks;

/// <summary>What happens to Helm's hooks in a folder.</summary>
public enum HookHandling
{
    /// <summary>They are left out.</summary>
    LeaveOut,

    /// <summary>They become hooks of Argo CD, where it has such ones.</summary>
    ArgoCd,
}
