// Shows the contract with a form for each operation. Swagger UI writes in English alone, and knows light colours alone.
(function () {
  const place = document.getElementById('api-try');
  if (!place || !window.SwaggerUIBundle) return;
  window.SwaggerUIBundle({ url: place.dataset.contract, domNode: place, deepLinking: false, docExpansion: 'none', defaultModelsExpandDepth: 0, validatorUrl: null });
})();
