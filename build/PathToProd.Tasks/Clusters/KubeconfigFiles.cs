using k8s;
using k8s.KubeConfigModels;

namespace PathToProd.Tasks.Clusters;

/// <summary>Reads kubeconfigs for KubernetesClient, which merges none: of two entries with one name the first counts, and a relative path is seen from its own file.</summary>
internal static class KubeconfigFiles
{
    /// <summary>All of them as one.</summary>
    public static K8SConfiguration Read(Kubeconfig kubeconfig)
    {
        var all = kubeconfig.Files.Where(File.Exists).Select(Read).ToArray();
        return new K8SConfiguration
        {
            ApiVersion = "v1",
            Kind = "Config",
            Contexts = First(all.SelectMany(one => one.Contexts ?? []), context => context.Name),
            Clusters = First(all.SelectMany(one => one.Clusters ?? []), cluster => cluster.Name),
            Users = First(all.SelectMany(one => one.Users ?? []), user => user.Name),
        };
    }

    private static K8SConfiguration Read(string file)
    {
        var config = KubernetesClientConfiguration.LoadKubeConfig(new FileInfo(file));
        var folder = Path.GetDirectoryName(file)!;
        foreach (var endpoint in (config.Clusters ?? []).Select(cluster => cluster.ClusterEndpoint))
        {
            endpoint?.CertificateAuthority = Absolute(endpoint.CertificateAuthority);
        }

        foreach (var user in (config.Users ?? []).Select(user => user.UserCredentials))
        {
            user?.ClientCertificate = Absolute(user.ClientCertificate);
            user?.ClientKey = Absolute(user.ClientKey);
        }

        return config;

        string? Absolute(string? path) => string.IsNullOrEmpty(path) ? path : Path.Combine(folder, path);
    }

    private static List<T> First<T>(IEnumerable<T> entries, Func<T, string> name) =>
        [.. entries.DistinctBy(name, StringComparer.Ordinal)];
}
