using Tegula.Benchmarks;

string[] rest = args.Length > 1 ? args[1..] : [];
switch (args.FirstOrDefault())
{
    case "convolution":
        ConvolutionBenchmark.Run(rest);
        return 0;
    case "score":
        ScoreBenchmark.Run(rest);
        return 0;
    case "indicators":
        IndicatorBenchmark.Run(rest);
        return 0;
    case "topology":
        TopologyBenchmark.Run(rest);
        return 0;
    case "kernel":
        KernelBenchmark.Run(rest);
        return 0;
    case "training":
        TrainingBenchmark.Run(rest);
        return 0;
    case "training-worker":
        TrainingWorker.Run(rest);
        return 0;
    case "store":
        StoreBenchmark.Run(rest);
        return 0;
    case "study":
        StudyBenchmark.Run(rest);
        return 0;
    case "dashboard":
        DashboardBenchmark.Run(rest);
        return 0;
    case DashboardProcess.Command:
        await DashboardProcess.Serve(rest);
        return 0;
    case "queue":
        QueueBenchmark.Run(rest);
        return 0;
    case "results":
        SearchResults.Run(rest);
        return 0;
    case "results-table":
        SearchResults.Print(rest);
        return 0;
    default:
        await Console.Error.WriteLineAsync(
            """
            usage: benchmarks/run convolution [ROUNDS]              3x3 convolution against PyTorch, one thread, in turns
                   benchmarks/run score [CELLS [PEER_CELLS [DATA]]]  seconds and memory per cell at both fidelities, and the published procedure on PEER_CELLS of them
                   benchmarks/run indicators [CELLS [SPACE [DATA]]]  every indicator alone, and all baselines together: CPU seconds per architecture
                   benchmarks/run topology [ROUNDS]                 topology, parameters and MACs of all NAS-Bench-201 cells on one thread
                   benchmarks/run training [ROUNDS]                 images per second of training steps beside PyTorch, one thread, in turns
                   benchmarks/run queue [WORKERS [MS,MS,...]]       evaluations per second of 1, 2, 4 ... WORKERS on a PostgreSQL server, measurements of MS each
                   benchmarks/run results DATA TABLE [SEEDS]        every search method on NAS-Bench-201 beside the papers: the table of docs/results.md
                   benchmarks/run results-table FOLDER TABLE        that table from what runs have left in a folder, finished or not
                   benchmarks/run store [COUNT [LOCATION]]          a store's cost: keeping, finding, listing, filtering, opening and verifying evaluations
                   benchmarks/run study [STEPS...]                  what a study costs a search of that many steps at fast fidelity, and to go on with one that is done
                   benchmarks/run dashboard [COUNT [PAIRS [STEPS]]]  pages over COUNT evaluations; PAIRS of searches alone and watched by 50 browsers
                   benchmarks/run kernel [ROUNDS [N,N,...]]         NNGP and NTK of 2,000 samples through DAG#3 beside numpy; spectra of N samples
            """);
        return 2;
}
