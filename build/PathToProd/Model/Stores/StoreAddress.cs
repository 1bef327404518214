using System.Net;

namespace PathToProd.Model.Stores;

/// <summary>A place in a registry below which each component has a repository of its name: <c>oci://registry.example.com/platform</c>.</summary>
/// <param name="Host">The registry's host, with its port when one was written.</param>
/// <param name="Path">The path below it, without slashes at its ends; empty for the registry itself.</param>
public sealed record StoreAddress(string Host, string Path)
{
    /// <summary>The repository of a component, as registries' tools write it: <c>registry.example.com/platform/ingress</c>.</summary>
    public string Repository(string component) =>
        Path.Length == 0 ? $"{Host}/{component}" : $"{Host}/{Path}/{component}";

    /// <summary>Whether the registry is on this machine: then, and only then, it may speak plain HTTP.</summary>
    public bool IsLoopback =>
        Host.Split(':')[0] is var name
        && (
            name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address))
        );

    /// <summary>As <c>platform.yaml</c> writes it.</summary>
    public override string ToString() => Path.Length == 0 ? $"oci://{Host}" : $"oci://{Host}/{Path}";
}
