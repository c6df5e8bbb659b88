// Vite builds a file asked for like this into the page itself.
declare module '*?worker&inline' {
  const made: new () => Worker
  export default made
}
