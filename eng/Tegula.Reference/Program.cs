using Tegula.Reference;

if (args is ["site", var root, var folder])
{
    SitePages.Copy(root, folder);
    new ReferencePages(Path.Combine(folder, "reference")).Write();
    return 0;
}

if (args is ["api", var goldens])
{
    foreach (var assembly in PublicApi.Assemblies)
        File.WriteAllText(Path.Combine(goldens, assembly.GetName().Name + ".txt"), PublicApi.Describe(assembly));
    return 0;
}

Console.Error.WriteLine("usage: Tegula.Reference site CHECKOUT FOLDER | api FOLDER");
return 2;
